package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Events.Envelope;
import io.github.webhook4j.Events.Order;
import io.github.webhook4j.Events.Refund;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by reflection
class HandlerRegistrationTest {

    @Retention(RetentionPolicy.RUNTIME)
    @OnEvent(provider = "shop")
    @interface OnShop {
        String[] value();

        boolean allowUnknown() default false;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @OnEvent(provider = "bank")
    @interface OnBank {
        String[] value();

        boolean allowUnknown() default false;
    }

    private final List<String> calls = new ArrayList<>();

    private WebhookResponse receive(String type, Object... beans) {
        return WebhookEndpoint.builder(Events.provider())
                .handlers(beans)
                .build()
                .handle(Events.request(Events.json(type)));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(Object bean) {
        return assertThatThrownBy(() -> WebhookEndpoint.builder(Events.provider())
                        .handlers(bean)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHandlerTakesItsArgumentsInAnyOrder() {
        receive("order.paid", new Object() {
            @OnShop("order.paid")
            void all(byte[] body, WebhookEvent event, Order order, JsonNode tree, Envelope envelope) {
                calls.add(body.length + " " + event.type() + " " + order.total() + " " + tree.path("total") + " "
                        + envelope.id());
            }
        });
        assertThat(calls).containsExactly(Events.json("order.paid").length + " order.paid 5 5 1");
    }

    @Test
    void aHandlerMayTakeNothing() {
        receive("order.paid", new Object() {
            @OnShop("order.paid")
            void nothing() {
                calls.add("called");
            }
        });
        assertThat(calls).containsExactly("called");
    }

    @Test
    void aHandlerMayTakeAClassOfItsOwn() {
        record Mine(String id) {}
        receive("shop.closed", new Object() {
            @OnShop("shop.closed")
            void mine(Mine mine) {
                calls.add(mine.id());
            }
        });
        assertThat(calls).containsExactly("o1");
    }

    @Test
    void exactNamesRunBeforeFamiliesAndLongerFamiliesBeforeShorter() {
        receive("order.refund.made", new Object() {
            @OnEvent("*")
            void all() {
                calls.add("*");
            }

            @OnShop("order.*")
            void orders() {
                calls.add("order.*");
            }

            @OnShop("order.refund.*")
            void refunds() {
                calls.add("order.refund.*");
            }

            @OnShop("order.refund.made")
            void made() {
                calls.add("exact");
            }
        });
        assertThat(calls).containsExactly("exact", "order.refund.*", "order.*", "*");
    }

    @Test
    void aTypedHandlerOfAFamilyGetsTheMembersThatCarryItsPayload() {
        Object bean = new Object() {
            @OnShop("order.*")
            void orders(Order order, WebhookEvent event) {
                calls.add("order " + event.type());
            }

            @OnShop("*")
            void refunds(Refund refund, WebhookEvent event) {
                calls.add("refund " + event.type());
            }
        };
        receive("order.paid", bean);
        receive("order.refund.made", bean);
        receive("order.new_thing", bean);
        assertThat(calls).containsExactly("order order.paid", "refund order.refund.made");
    }

    @Test
    void aMethodAnnotatedWithATypeAndItsFamilyRunsOnce() {
        receive("order.paid", new Object() {
            @OnShop({"order.paid", "order.*", "*"})
            void once(WebhookEvent event) {
                calls.add("once");
            }
        });
        assertThat(calls).containsExactly("once");
    }

    @Test
    void aHandlerOfAnotherProviderIsLeftToItsEndpoint() {
        receive("order.paid", new Object() {
            @OnBank("account.opened")
            void bank() {
                calls.add("bank");
            }
        });
        assertThat(calls).isEmpty();
    }

    static class Parent {
        final List<String> calls = new ArrayList<>();

        @OnShop("order.paid")
        void overridden(Order order) {
            calls.add("parent");
        }

        @OnShop("order.paid")
        void inherited() {
            calls.add("inherited");
        }
    }

    static class Child extends Parent {
        @Override
        @OnShop("order.paid")
        void overridden(Order order) {
            calls.add("child");
        }
    }

    @Test
    void anInheritedHandlerRunsAndAnOverriddenOneRunsOnce() {
        Child child = new Child();
        receive("order.paid", child);
        assertThat(child.calls).containsExactlyInAnyOrder("child", "inherited");
    }

    @Test
    void anUnknownTypeFailsTheBuildWithTheMethodAndTheNearestName() {
        assertRefused(new Object() {
                    @OnShop("order.payd")
                    void paid(Order order) {}
                })
                .hasMessageContaining("paid(Order)")
                .hasMessageContaining("order.payd")
                .hasMessageContaining("Did you mean \"order.paid\"");
    }

    @Test
    void aFamilyWithoutMembersFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("oder.*")
                    void paid() {}
                })
                .hasMessageContaining("Did you mean \"order.*\"");
    }

    @Test
    void aNameThatHasMembersOnlyIsAnsweredWithItsFamily() {
        assertRefused(new Object() {
                    @OnShop("order.refund")
                    void paid() {}
                })
                .hasMessageContaining("\"order.refund.*\"");
    }

    @Test
    void anUnknownTypePassesWhenItIsAllowed() {
        receive("order.brand_new", new Object() {
            @OnShop(value = "order.brand_new", allowUnknown = true)
            void mine(Order order) {
                calls.add(order.id());
            }
        });
        assertThat(calls).containsExactly("o1");
    }

    @Test
    void aPayloadThatTheTypeDoesNotCarryFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    void paid(Refund refund) {}
                })
                .hasMessageContaining("paid(Refund)")
                .hasMessageContaining("does not carry Refund, but Order");
        assertRefused(new Object() {
                    @OnShop("shop.*")
                    void closed(Refund refund) {}
                })
                .hasMessageContaining("does not carry Refund");
    }

    @Test
    void twoDifferentPayloadsFailTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.*")
                    void both(Order order, Refund refund) {}
                })
                .hasMessageContaining("two different payloads");
    }

    @Test
    void aParameterThatNoEventHasFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    void text(String text) {}
                })
                .hasMessageContaining("takes String");
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    void number(int number) {}
                })
                .hasMessageContaining("takes int");
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    void runnable(Runnable runnable) {}
                })
                .hasMessageContaining("takes Runnable");
    }

    @Test
    void aPrivateMethodFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    private void secret(Order order) {}
                })
                .hasMessageContaining("secret(Order) is private");
    }

    @Test
    void aMethodThatReturnsWhatIsNoBodyFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    boolean done() {
                        return true;
                    }
                })
                .hasMessageContaining("returns boolean");
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    Integer count() {
                        return 1;
                    }
                })
                .hasMessageContaining("returns Integer");
    }

    @Test
    void aMethodThatReturnsBeforeItsWorkIsDoneFailsTheBuild() {
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    CompletableFuture<String> later() {
                        return new CompletableFuture<>();
                    }
                })
                .hasMessageContaining("do not return before the work is done");
        assertRefused(new Object() {
                    @OnShop("order.paid")
                    Flow.@Nullable Publisher<String> stream() {
                        return null;
                    }
                })
                .hasMessageContaining("returns Publisher");
    }

    @Test
    void aBeanWithoutAHandlerFailsTheBuildByName() {
        assertRefused("a string").hasMessageContaining("java.lang.String has no handler");
    }

    @Test
    void anAnnotationWithoutATypeOrWithAnOddOneFailsTheBuild() {
        assertRefused(new Object() {
                    @OnEvent
                    void nothing() {}
                })
                .hasMessageContaining("names no event type");
        assertRefused(new Object() {
                    @OnShop("ord*r.paid")
                    void odd() {}
                })
                .hasMessageContaining("odd()")
                .hasMessageContaining("ord*r.paid");
    }

    @Test
    void anUnknownTypeRegisteredByCodeFailsTheBuildUnlessAllowed() {
        EventType<Order> unknown = EventType.of("order.brand_new", Order.class);
        assertThatThrownBy(() -> WebhookEndpoint.builder(Events.provider())
                        .on(unknown, (order, event) -> calls.add(order.id()))
                        .build())
                .hasMessageContaining("on(\"order.brand_new\")");

        WebhookEndpoint.builder(Events.provider())
                .on(unknown.allowUnknown(), (order, event) -> calls.add(order.id()))
                .build()
                .handle(Events.request(Events.json("order.brand_new")));
        assertThat(calls).containsExactly("o1");
    }

    @Test
    void aProviderWithoutAListOfTypesTakesAnyName() {
        WebhookEndpoint.builder(Events.open().build())
                .on(EventType.of("whatever.comes", Order.class), (order, event) -> calls.add(order.id()))
                .build()
                .handle(Events.request(Events.json("whatever.comes")));
        assertThat(calls).containsExactly("o1");
    }
}
