/** The design's budgets, words and arrows, as tests over every module. */
@NullMarked
package io.github.webhook4j.architecture;

import org.jspecify.annotations.NullMarked;
