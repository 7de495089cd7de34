/**
 * For tests: signed requests as a sender would make them and as a forger would, a clock to set, and the contracts that every
 * provider and adapter passes.
 */
@NullMarked
package io.github.webhook4j.test;

import org.jspecify.annotations.NullMarked;
