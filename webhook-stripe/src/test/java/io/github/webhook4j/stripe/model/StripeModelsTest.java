package io.github.webhook4j.stripe.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StripeModelsTest {

    @Test
    void anInvoiceBindsItsIdsAmountsTimesAndLines() throws JsonProcessingException {
        Invoice invoice = Mapper.STRICT.readValue("""
                {"id": "in_1", "object": "invoice", "amount_paid": 1999, "currency": "eur", "created": 1764000000,
                 "customer": "cus_1", "metadata": {"order": "42"}, "not_there_yet": [1],
                 "lines": {"object": "list", "has_more": false, "url": "/v1/invoices/in_1/lines",
                           "data": [{"id": "il_1", "object": "line_item", "amount": 1999}]}}
                """, Invoice.class);

        assertThat(invoice.amountPaid()).isEqualTo(1999);
        assertThat(invoice.created()).isEqualTo(Instant.ofEpochSecond(1764000000));
        assertThat(invoice.customer().id()).isEqualTo("cus_1");
        assertThat(invoice.metadata()).containsEntry("order", "42");
        assertThat(invoice.lines().data()).extracting(InvoiceLineItem::amount).containsExactly(1999L);
        assertThat(invoice.dueDate()).isNull();
    }

    @Test
    void percentagesAreDecimals() throws JsonProcessingException {
        Coupon coupon =
                Mapper.STRICT.readValue("{\"id\": \"x\", \"object\": \"coupon\", \"percent_off\": 12.5}", Coupon.class);

        assertThat(coupon.percentOff()).isEqualTo(new BigDecimal("12.5"));
    }

    @Test
    void namesThatSnakeCaseDoesNotGiveBind() throws JsonProcessingException {
        Address address =
                Mapper.STRICT.readValue("{\"line1\": \"Main St 1\", \"postal_code\": \"1010\"}", Address.class);

        assertThat(address.line1()).isEqualTo("Main St 1");
        assertThat(address.postalCode()).isEqualTo("1010");
    }
}
