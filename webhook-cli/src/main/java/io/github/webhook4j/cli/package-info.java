/** The command line: registers an application with a sender, fetches what it missed, and receives on a developer's machine. */
@NullMarked
package io.github.webhook4j.cli;

import org.jspecify.annotations.NullMarked;
