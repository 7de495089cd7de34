package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Shopify's records are called, and which objects are the same. */
final class ShopifyNames implements Inference.Names {

    /** Records of topics, or of all topics of an area, whose name is not simply the area's singular. */
    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("app/scopes_update", "AppScopes"),
            Map.entry("app/uninstalled", "Shop"),
            Map.entry("app_purchases_one_time", "AppPurchaseOneTimeEvent"),
            Map.entry("app_subscriptions", "AppSubscriptionEvent"),
            Map.entry("audit_events", "AuditEvents"),
            Map.entry("collection_listings", "CollectionListingEvent"),
            Map.entry("company_contact_roles", "CompanyContactRoleEvent"),
            Map.entry("customer.joined_segment", "CustomerSegmentChange"),
            Map.entry("customer.left_segment", "CustomerSegmentChange"),
            Map.entry("customer.tags_added", "CustomerTagsChange"),
            Map.entry("customer.tags_removed", "CustomerTagsChange"),
            Map.entry("customer_account_settings", "CustomerAccountSettings"),
            Map.entry("customers/data_request", "CustomerDataRequest"),
            Map.entry("customers/merge", "CustomerMerge"),
            Map.entry("customers/purchasing_summary", "CustomerPurchasingSummary"),
            Map.entry("customers/redact", "CustomerRedaction"),
            Map.entry("customers_email_marketing_consent", "CustomerEmailConsent"),
            Map.entry("customers_marketing_consent", "CustomerSmsConsent"),
            Map.entry("customers_whats_app_marketing_consent", "CustomerWhatsAppConsent"),
            Map.entry("delivery_promise_settings", "DeliveryPromiseSettings"),
            Map.entry("fulfillment_holds", "FulfillmentOrderEvent"),
            Map.entry("fulfillment_orders", "FulfillmentOrderEvent"),
            Map.entry("locales", "ShopLocale"),
            Map.entry("orders/edited", "OrderEditEvent"),
            Map.entry("orders/risk_assessment_changed", "OrderRiskAssessment"),
            Map.entry("orders/shopify_protect_eligibility_changed", "OrderProtection"),
            Map.entry("payment_terms", "PaymentTerms"),
            Map.entry("product_feeds/full_sync", "ProductFeedSync"),
            Map.entry("product_feeds/full_sync_finish", "ProductFeedSync"),
            Map.entry("product_feeds/incremental_sync", "ProductFeedSync"),
            Map.entry("product_listings", "ProductListingEvent"),
            Map.entry("profiles", "DeliveryProfile"),
            Map.entry("returns/update", "ReturnUpdate"),
            Map.entry("scheduled_product_listings", "ProductListingEvent"),
            Map.entry("shipping_addresses", "Address"),
            Map.entry("shop/redact", "ShopRedaction"),
            Map.entry("subscription_billing_cycle_edits", "SubscriptionBillingCycle"),
            Map.entry("variants", "ProductVariant"));

    /** Objects that are one record wherever they stand, by the name of their field. */
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("applied_discount", "AppliedDiscount"),
            Map.entry("billing_policy", "BillingPolicy"),
            Map.entry("collection_listing", "CollectionListing"),
            Map.entry("company", "Company"),
            Map.entry("company_contact", "CompanyContact"),
            Map.entry("company_location", "CompanyLocation"),
            Map.entry("created_fulfillment_hold", "FulfillmentHold"),
            Map.entry("customer", "Customer"),
            Map.entry("discount_allocation", "DiscountAllocation"),
            Map.entry("discount_application", "DiscountApplication"),
            Map.entry("duty", "Duty"),
            Map.entry("email_marketing_consent", "MarketingConsent"),
            Map.entry("fulfillment", "Fulfillment"),
            Map.entry("fulfillment_hold", "FulfillmentHold"),
            Map.entry("note_attribute", "Attribute"),
            Map.entry("order", "Order"),
            Map.entry("payment_schedule", "PaymentSchedule"),
            Map.entry("payment_terms", "PaymentTerms"),
            Map.entry("product_listing", "ProductListing"),
            Map.entry("property", "Attribute"),
            Map.entry("refund", "Refund"),
            Map.entry("return", "Return"),
            Map.entry("scheduled_product_listing", "ProductListing"),
            Map.entry("sms_marketing_consent", "MarketingConsent"),
            Map.entry("tax_line", "TaxLine"),
            Map.entry("transaction", "OrderTransaction"),
            Map.entry("whats_app_marketing_consent", "MarketingConsent"));

    /** Objects that are what another place describes too, by their own place. */
    private static final Map<String, String> NESTED = Map.ofEntries(
            Map.entry("Order.LineItem", "LineItem"),
            Map.entry("Fulfillment.LineItem", "LineItem"),
            Map.entry("Refund.RefundLineItem.LineItem", "LineItem"),
            Map.entry("Order.ShippingLine", "ShippingLine"),
            Map.entry("Product.Image", "ProductImage"),
            Map.entry("ProductVariant.Image", "ProductImage"),
            Map.entry("ProductListing.Image", "ProductImage"),
            Map.entry("Product.Variant", "ProductVariant"));

    /** Fields whose content depends on a payment gateway or on the shop's own definitions. */
    private static final Map<String, Type> OVERRIDES =
            Map.of("receipt", Type.Scalar.JSON, "fields", new Type.Table(Type.Scalar.JSON));

    /** What fields are that no example fills. */
    private static final Map<String, Type> UNFILLED = Map.of(
            "discount_allocations", new Type.Items(new Type.Ref("DiscountAllocation")),
            "duties", new Type.Items(new Type.Ref("Duty")),
            "id", Type.Scalar.WHOLE,
            "origin_address", new Type.Ref("Address"),
            "refunds", new Type.Items(new Type.Ref("Refund")),
            "returns", new Type.Items(new Type.Ref("Return")));

    private static final Pattern TEXTS =
            Pattern.compile("(.*_)?(barcode|code|country|description|hash|id|name|sku|status|type|unit|url|value)");

    private static final Set<String> AMOUNT = Set.of("amount", "currency_code");

    private static final Set<String> AMOUNTS = Set.of("shop_money", "presentment_money");

    private static final Pattern ID = Pattern.compile("(.*_)?ids?");

    /** The record of a topic's payload. */
    static String root(String topic) {
        String area = topic.substring(0, Math.max(0, topic.indexOf('/')));
        return Optional.ofNullable(ROOTS.get(topic))
                .or(() -> Optional.ofNullable(ROOTS.get(area)))
                .orElseGet(() -> Words.type(Words.singular(area.isEmpty() ? topic : area)));
    }

    @Override
    public String record(String owner, String wire, JsonNode object) {
        String name = Words.singular(wire);
        if (has(object, Set.of("id"))) {
            return "Reference";
        } else if (has(object, Set.of("id", "quantity"))) {
            return "ItemQuantity";
        } else if (has(object, AMOUNT)) {
            return "Money";
        } else if (has(object, AMOUNTS)) {
            return "MoneySet";
        } else if (name.endsWith("fulfillment_order")) {
            return "FulfillmentOrder";
        } else if (object.has("address1")) {
            return name.endsWith("location") ? "Location" : "Address";
        } else if (SHARED.containsKey(name)) {
            return SHARED.get(name);
        }
        String key = RecordShape.keyWithin(owner, Words.type(name));
        return NESTED.getOrDefault(key, key);
    }

    private static boolean has(JsonNode object, Set<String> names) {
        return object.size() == names.size() && names.stream().allMatch(object::has);
    }

    @Override
    public Type type(String owner, String wire, Type type) {
        if (OVERRIDES.containsKey(wire) && !(type instanceof Type.Scalar)) {
            return OVERRIDES.get(wire);
        } else if (type == Type.Scalar.TIME && ID.matcher(wire).matches()) {
            return Type.Scalar.TEXT;
        }
        return type;
    }

    /** The type of a field that nothing is known of. A text binds to whatever has no parts. */
    static Type unfilled(String wire, Type type) {
        if (UNFILLED.containsKey(wire)) {
            return UNFILLED.get(wire);
        } else if (wire.endsWith("_at")) {
            return Type.Scalar.TIME;
        }
        return type == Type.Scalar.ANY && TEXTS.matcher(wire).matches() ? Type.Scalar.TEXT : type;
    }
}
