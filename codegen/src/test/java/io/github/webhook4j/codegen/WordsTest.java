package io.github.webhook4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "amount_due, TEXT, amountDue",
        "_links, TEXT, links",
        "+1, WHOLE, plusOne",
        "private, FLAG, isPrivate",
        "default, TEXT, defaultValue",
        "package, TEXT, packageInfo",
        "3d_secure, TEXT, n3dSecure",
    })
    void aFieldsNameBecomesAComponentsName(String wire, Type.Scalar type, String component) {
        assertThat(Words.component(wire, type)).isEqualTo(component);
    }

    @ParameterizedTest
    @CsvSource({"addresses, address", "capabilities, capability", "line_items, line_item", "status, status", "tax, tax"
    })
    void anElementIsNamedByTheSingular(String plural, String singular) {
        assertThat(Words.singular(plural)).isEqualTo(singular);
    }

    @Test
    void anEventsNameBecomesAConstant() {
        assertThat(Words.constant("checkout.session.completed")).isEqualTo("CHECKOUT_SESSION_COMPLETED");
        assertThat(Words.constant("pull_request.*")).isEqualTo("PULL_REQUEST");
    }
}
