/** Mounts endpoints in servlet containers: {@link io.github.webhook4j.servlet.WebhookServlet}. */
@NullMarked
package io.github.webhook4j.servlet;

import org.jspecify.annotations.NullMarked;
