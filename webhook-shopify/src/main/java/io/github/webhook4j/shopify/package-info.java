/** Receives webhooks from Shopify. */
@NullMarked
package io.github.webhook4j.shopify;

import org.jspecify.annotations.NullMarked;
