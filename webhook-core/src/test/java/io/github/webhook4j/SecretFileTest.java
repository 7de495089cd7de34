package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that a sender has made up, in a file. */
class SecretFileTest {

    private static final Subscription CREATED =
            new Subscription("1", "", URI.create("https://a.example"), new TreeSet<>(), Map.of());

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("shop.secret");
    }

    private static int status(WebhookEndpoint endpoint, String secret) {
        byte[] body = Events.json("order.paid");
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
        Events.SCHEME.sign(Secrets.of(secret), Events.post(body), Events.NOW).forEach(request::header);
        return endpoint.handle(request.build()).status();
    }

    private static WebhookEndpoint endpoint(Secrets secrets) {
        return WebhookEndpoint.builder(WebhookProvider.builder("shop", Events.SCHEME, secrets)
                        .id(Field.json("/id"))
                        .type(Field.json("/type"))
                        .build())
                .build();
    }

    @Test
    void whatIsKeptVerifiesAtOnceAndInTheNextProcess() {
        SecretFile secrets = SecretFile.at(file());
        WebhookEndpoint endpoint = endpoint(secrets.secrets());
        assertThat(status(endpoint, "whsec_first_of_the_file")).isEqualTo(401);

        secrets.keep(CREATED, "whsec_first_of_the_file");

        assertThat(status(endpoint, "whsec_first_of_the_file")).isEqualTo(200);
        assertThat(status(endpoint(SecretFile.at(file()).secrets()), "whsec_first_of_the_file"))
                .isEqualTo(200);
        assertThat(status(endpoint, "whsec_forged_by_somebody")).isEqualTo(401);
    }

    @Test
    void theOneBeforeStaysGoodAndTheOneBeforeThatDoesNot() throws Exception {
        SecretFile secrets = SecretFile.at(file());
        secrets.keep(CREATED, "whsec_first_of_the_file");
        secrets.keep(CREATED, "whsec_second_of_the_file");
        secrets.keep(CREATED, "whsec_third_of_the_file");

        assertThat(Files.readAllLines(file())).containsExactly("whsec_third_of_the_file", "whsec_second_of_the_file");
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        SecretFile.at(file()).keep(CREATED, "whsec_first_of_the_file");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aFileThatSomebodyChangesIsReadAgain() throws Exception {
        SecretFile secrets = SecretFile.at(file());
        WebhookEndpoint endpoint = endpoint(secrets.secrets());
        secrets.keep(CREATED, "whsec_first_of_the_file");
        assertThat(status(endpoint, "whsec_first_of_the_file")).isEqualTo(200);

        Files.writeString(file(), "  whsec_by_hand_in_the_file \n\n");
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1));

        assertThat(status(endpoint, "whsec_by_hand_in_the_file")).isEqualTo(200);
        assertThat(status(endpoint, "whsec_first_of_the_file")).isEqualTo(401);
    }

    @Test
    void anEmptyFileIsNoSecret() throws Exception {
        Files.writeString(file(), "\n");

        assertThat(status(endpoint(SecretFile.at(file()).secrets()), "whsec_first_of_the_file"))
                .isEqualTo(401);
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorThatNamesTheFileAndNotTheSecret() {
        SecretFile secrets = SecretFile.at(folder.resolve("none").resolve("file"));

        assertThatThrownBy(() -> secrets.keep(CREATED, "whsec_first_of_the_file"))
                .hasMessageContaining("none")
                .hasMessageNotContaining("whsec_first");
    }

    @Test
    void aKindsSecretsDoNotPushOutThoseOfAnother() throws Exception {
        SecretFile secrets = SecretFile.at(file());
        WebhookEndpoint endpoint = endpoint(secrets.secrets());
        secrets.keep(CREATED, "whsec_plain_of_the_file");
        secrets.keep(of("thin"), "whsec_thin_of_the_file");
        for (int i = 1; i <= 3; i++) {
            secrets.keep(of("snapshot"), "whsec_snapshot_of_the_file_" + i);
        }

        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "whsec_snapshot_of_the_file_3\tsnapshot",
                        "whsec_snapshot_of_the_file_2\tsnapshot",
                        "whsec_thin_of_the_file\tthin",
                        "whsec_plain_of_the_file");
        assertThat(status(endpoint, "whsec_snapshot_of_the_file_2")).isEqualTo(200);
        assertThat(status(endpoint, "whsec_thin_of_the_file")).isEqualTo(200);
        assertThat(status(endpoint, "whsec_plain_of_the_file")).isEqualTo(200);
    }

    private static Subscription of(String kind) {
        return new Subscription("1", kind, CREATED.url(), new TreeSet<>(), Map.of());
    }
}
