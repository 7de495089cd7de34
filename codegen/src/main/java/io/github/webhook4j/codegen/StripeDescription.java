package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads Stripe's objects and events into records. */
final class StripeDescription {

    /** Numbers of these names are seconds since the epoch; the description has one type for all numbers. */
    private static final Pattern TIME = Pattern.compile("created|updated|date|start|end|eta|as_of|deadline|timestamp"
            + "|.*_(at|on|date|time|until|timestamp|deadline|before|start|end)|(due|redeem)_by|(release|expires|deletes)_after"
            + "|scheduled_release|billing_cycle_anchor|next_payment_attempt|next_pending_invoice_item_invoice");

    private static final Pattern FRACTION =
            Pattern.compile("percent|percentage|percent_(off|ownership)|(.*_)?(percent|percentage|rate)|latitude"
                    + "|longitude|height|length|weight|width|(device|account)_trust_score");

    private static final Pattern MONEY = Pattern.compile("smallest currency unit|minor unit|in cents|unit amount");

    private static final Pattern MONEY_NAME = Pattern.compile("(.*_)?(amount|subtotal|total|balance|fee|cost)(_.*)?");

    private final JsonNode schemas;
    private final JsonNode events;
    private final Model model = new Model();

    StripeDescription(JsonNode document) {
        this.schemas = document.path("components").path("schemas");
        this.events = document.path("x-snapshot-events");
    }

    /** Reads every object that an event carries, and what is inside them. */
    Model read() {
        for (JsonNode event : events) {
            JsonNode object = event.path("data_object");
            refs(object.has("anyOf") ? object.path("anyOf") : object).forEach(name -> {
                model.root(key(name));
                readObject(name);
            });
        }
        for (String root : model.roots()) {
            model.shape(root).wireName = wireName(root);
        }
        links();
        model.prune();
        return model;
    }

    /** The payload of every event type: a record's key, or empty where several objects are possible. */
    Map<String, Optional<String>> payloads() {
        Map<String, Optional<String>> payloads = new TreeMap<>();
        events.properties().forEach(event -> {
            JsonNode object = event.getValue().path("data_object");
            payloads.put(event.getKey(), object.has("$ref") ? Optional.of(key(name(object))) : Optional.empty());
        });
        return payloads;
    }

    /** The record of an object that says what it is. */
    Optional<String> objectKey(JsonNode object) {
        return model.roots().stream()
                .filter(root ->
                        model.shape(root).wireName.equals(object.path("object").asText()))
                .findFirst();
    }

    private String wireName(String root) {
        Component object = model.shape(root).components.get("object");
        return object == null ? "" : object.vocabulary.iterator().next();
    }

    private Iterable<String> refs(JsonNode node) {
        if (node.has("$ref")) {
            return List.of(name(node));
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(StripeDescription::name)
                .toList();
    }

    private static String name(JsonNode ref) {
        String path = ref.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1).replace("...", "");
    }

    /** {@code CheckoutSession.TotalDetails} of {@code Checkout.Session.TotalDetails}: namespaces are not records. */
    private String key(String name) {
        int dot = name.lastIndexOf('.');
        String simple = name.substring(dot + 1);
        if (dot < 0) {
            return simple;
        }
        String outer = key(name.substring(0, dot));
        if (!isSchema(name.substring(0, dot))) {
            return outer + simple;
        }
        boolean hides = List.of(outer.split("\\.", -1)).contains(simple);
        return outer + "." + (hides ? new RecordShape(outer).simpleName() + simple : simple);
    }

    private boolean isSchema(String name) {
        return schemas.has(name) || schemas.has("..." + name);
    }

    private Type readObject(String name) {
        JsonNode schema = schemas.has(name) ? schemas.path(name) : schemas.path("..." + name);
        if (schema.path("properties").isEmpty()) {
            return Type.Scalar.JSON;
        }
        String key = key(name);
        if (model.find(key).isEmpty()) {
            RecordShape shape = model.shape(key);
            shape.variants = 1;
            schema.path("properties").properties().forEach(property -> {
                shape.add(component(property.getKey(), property.getValue()), Type::join);
            });
            schema.path("required").forEach(field -> shape.require(field.asText()));
        }
        return new Type.Ref(key);
    }

    private Component component(String wire, JsonNode schema) {
        Component component = new Component(wire, type(wire, schema));
        component.nullable = schema.path("nullable").asBoolean();
        (schema.has("items") ? schema.path("items") : schema)
                .path("enum")
                .forEach(value -> component.vocabulary.add(value.asText()));
        String text = schema.path("description").asText();
        if (component.type == Type.Scalar.WHOLE) {
            component.unit = unit(wire, text);
        }
        return component;
    }

    private static Component.Unit unit(String wire, String text) {
        boolean money = MONEY.matcher(text).find() || MONEY_NAME.matcher(wire).matches();
        return money ? Component.Unit.MINOR_UNITS : Component.Unit.NONE;
    }

    private Type type(String wire, JsonNode schema) {
        if (schema.has("$ref")) {
            return readObject(name(schema));
        }
        if (schema.has("allOf")) {
            return type(wire, schema.path("allOf").path(0));
        }
        if (schema.has("anyOf")) {
            return union(schema.path("anyOf"));
        }
        if (schema.has("not")) {
            return Type.Scalar.FLAG;
        }
        return switch (schema.path("type").asText()) {
            case "string" -> Type.Scalar.TEXT;
            case "boolean" -> Type.Scalar.FLAG;
            case "number" -> number(wire);
            case "array" -> new Type.Items(type(Words.singular(wire), schema.path("items")));
            case "object" -> object(wire, schema);
            default -> Type.Scalar.JSON;
        };
    }

    private Type object(String wire, JsonNode schema) {
        if (schema.path("x-list").asBoolean()) {
            return new Type.Page(type(wire, schema.at("/properties/data/items")));
        }
        if (schema.has("additionalProperties")) {
            return new Type.Table(type(wire, schema.path("additionalProperties")));
        }
        return Type.Scalar.JSON;
    }

    private static Type number(String wire) {
        if (FRACTION.matcher(wire).matches()) {
            return Type.Scalar.DECIMAL;
        }
        boolean time = TIME.matcher(wire).matches();
        return time ? Type.Scalar.TIME : Type.Scalar.WHOLE;
    }

    /** One object is that object, an id or an object is a link, anything wider is JSON. */
    private Type union(JsonNode options) {
        boolean id = false;
        String only = "";
        int objects = 0;
        for (JsonNode option : options) {
            if (option.has("$ref")) {
                String name = name(option);
                String base = name.replaceFirst("^Deleted", "");
                if (!base.equals(only)) {
                    objects++;
                }
                only = base;
            } else {
                id = true;
            }
        }
        if (objects != 1) {
            return id ? new Type.Link(Type.Scalar.JSON) : Type.Scalar.JSON;
        }
        return id ? new Type.Link(new Type.Ref(key(only))) : readObject(only);
    }

    /** Events never expand a link, so an object that only links reach gets no record. */
    private void links() {
        for (RecordShape shape : model.all()) {
            for (Component component : shape.components.values()) {
                component
                        .type
                        .refKey()
                        .filter(key -> model.find(key).isEmpty())
                        .ifPresent(key -> component.type = component.type.withRef(Type.Scalar.JSON));
            }
        }
    }
}
