package io.github.webhook4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.StripeObject;
import io.github.webhook4j.github.model.PullRequestEvent;
import io.github.webhook4j.stripe.model.Invoice;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHEventPayload;

class BenchmarksTest {

    @Test
    void everyBenchmarkRunsAndHasALineOfTheTable() throws Exception {
        String table = Benchmarks.run(Benchmarks.smoke()).markdown();

        assertThat(table.lines().skip(2).map(line -> line.substring(0, line.indexOf(" | "))))
                .containsExactly(
                        "| BodyFromStream, 10000 bytes: webhook4j",
                        "| BodyFromStream, 1000000 bytes: webhook4j",
                        "| FirstEvent: stripeJava",
                        "| FirstEvent: webhook4j",
                        "| ForgedDelivery: verification",
                        "| ForgedDelivery: webhook4j",
                        "| ForgedDelivery: webhook4jGuarded",
                        "| GitHubBinding: hub4jFewerFields",
                        "| GitHubBinding: jacksonSameRecord",
                        "| GitHubBinding: webhook4j",
                        "| TypedGitHubEvent: macAndHub4j",
                        "| TypedGitHubEvent: macAndJackson",
                        "| TypedGitHubEvent: webhook4j",
                        "| TypedStripeEvent: stripeJava",
                        "| TypedStripeEvent: webhook4j",
                        "| UnhandledEvent: verificationAndTokenPass",
                        "| UnhandledEvent: webhook4j",
                        "| Verification: macKeyedEachTime",
                        "| Verification: macKeyedOnce",
                        "| Verification: stripeJava",
                        "| Verification: webhook4j");
        assertThat(table).doesNotContain("NaN");
    }

    @Test
    void theRawMacsMakeTheSignatureThatIsVerified() throws Exception {
        Verification verification = new Verification();

        assertThat(HexFormat.of().formatHex(verification.macKeyedOnce())).isEqualTo(verification.signature());
        assertThat(HexFormat.of().formatHex(verification.macKeyedEachTime())).isEqualTo(verification.signature());
        assertThat(verification.stripeJava()).isTrue();
        assertThat(verification.webhook4j()).isZero();
    }

    @Test
    void webhook4jAndStripeJavaReadTheSameInvoice() throws Exception {
        TypedStripeEvent benchmark = new TypedStripeEvent();

        Invoice ours = benchmark.webhook4j();
        StripeObject theirs = benchmark.stripeJava();

        assertThat(theirs).isInstanceOfSatisfying(com.stripe.model.Invoice.class, invoice -> {
            assertThat(ours.id()).isEqualTo(invoice.getId());
            assertThat(ours.amountPaid()).isEqualTo(invoice.getAmountPaid()).isPositive();
            assertThat(ours.lines().data()).hasSameSizeAs(invoice.getLines().getData());
            assertThat(ours.lines().data().get(2).description())
                    .isEqualTo(invoice.getLines().getData().get(2).getDescription())
                    .contains("€");
        });
    }

    @Test
    void webhook4jJacksonAndHub4jReadTheSamePullRequest() throws Exception {
        TypedGitHubEvent benchmark = new TypedGitHubEvent();

        PullRequestEvent ours = benchmark.webhook4j();
        GHEventPayload.PullRequest hub4j = benchmark.macAndHub4j();

        assertThat(ours).isEqualTo(benchmark.macAndJackson());
        assertThat(ours.pullRequest().title())
                .isEqualTo(hub4j.getPullRequest().getTitle())
                .isNotBlank();
        assertThat(ours.repository().fullName())
                .isEqualTo(hub4j.getRepository().getFullName())
                .isNotBlank();
    }

    @Test
    void bindingAloneReadsTheSamePullRequestAnewEachTime() throws Exception {
        GitHubBinding benchmark = new GitHubBinding();

        PullRequestEvent ours = benchmark.webhook4j();

        assertThat(ours).isEqualTo(benchmark.jacksonSameRecord()).isNotSameAs(benchmark.webhook4j());
        assertThat(ours.pullRequest().title())
                .isEqualTo(benchmark.hub4jFewerFields().getPullRequest().getTitle());
    }

    @Test
    void theBodiesAreAsLargeAsTheTableSays() {
        assertThat(Payloads.invoicePaid()).hasSizeBetween(10_000, 11_000);
        assertThat(Payloads.pullRequestOpened()).hasSizeBetween(25_000, 27_000);
        assertThat(Payloads.stripeEvent(10_000)).hasSize(10_000);
    }
}
