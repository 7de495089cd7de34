package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Stacks as servlet containers have them, the nearest frame first. */
class FiltersInFrontTest {

    private static StackTraceElement[] stack(String... frames) {
        return Arrays.stream(frames)
                .map(frame -> frame.split("#", -1))
                .map(frame -> new StackTraceElement(frame[0], frame[1], null, -1))
                .toArray(StackTraceElement[]::new);
    }

    @Test
    void filtersAreNamedNearestFirstWithoutTheChain() {
        assertThat(FiltersInFront.on(stack(
                        "io.github.webhook4j.servlet.WebhookServlet#service",
                        "container.core.ApplicationFilterChain#internalDoFilter",
                        "container.core.ApplicationFilterChain#doFilter",
                        "app.LogFilter#doFilter",
                        "container.core.ApplicationFilterChain#internalDoFilter",
                        "container.core.ApplicationFilterChain#doFilter",
                        "framework.ParameterFilter#doFilter",
                        "app.LogFilter#doFilter",
                        "container.core.ApplicationFilterChain#doFilter",
                        "container.core.StandardWrapperValve#invoke")))
                .containsExactly("app.LogFilter", "framework.ParameterFilter");
    }

    @Test
    void aFilterIsNamedRatherThanTheClassItExtends() {
        assertThat(FiltersInFront.on(stack(
                        "framework.HiddenMethodFilter#doFilterInternal",
                        "framework.OncePerRequestFilter#doFilter",
                        "container.FilterChain#doFilter",
                        "framework.OtherFilter#doFilterInternal",
                        "framework.OncePerRequestFilter#doFilter",
                        "framework.OldFilter#doFilter",
                        "container.FilterChain#doFilter")))
                .containsExactly("framework.HiddenMethodFilter", "framework.OtherFilter", "framework.OldFilter");
    }

    @Test
    void whatLivesBesideTheOutermostChainIsTheContainers() {
        assertThat(FiltersInFront.on(stack(
                        "framework.web.LogFilter#doFilter",
                        "framework.web.CompositeFilter$VirtualFilterChain#doFilter",
                        "framework.web.CompositeFilter#doFilter",
                        "container.servlet.FilterHolder#doFilter",
                        "container.servlet.ServletHandler$Chain#doFilter",
                        "container.servlet.ServletHandler#doScope")))
                .containsExactly("framework.web.LogFilter", "framework.web.CompositeFilter");
    }

    @Test
    void aStackWithoutFiltersNamesNone() {
        assertThat(FiltersInFront.on(new Throwable().getStackTrace())).isEmpty();
        assertThat(FiltersInFront.on(stack("Filter#doFilter", "WithoutPackageChain#doFilter")))
                .isEmpty();
    }
}
