package io.github.webhook4j.examples.micronaut;

import io.github.webhook4j.shopify.OnShopify;
import io.github.webhook4j.shopify.model.CustomerRedaction;
import io.github.webhook4j.shopify.model.Order;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Shopify's events mean to this application. */
@Singleton
class Shop {

    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    @OnShopify("orders/create")
    void ordered(Order order) {
        LOG.info("order {} over {} {}", order.name(), order.totalPrice(), order.currency());
    }

    @OnShopify("customers/redact")
    void forget(CustomerRedaction request) {
        LOG.info("a customer of {} is to be forgotten", request.shopDomain());
    }
}
