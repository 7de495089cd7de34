/** What a class path lacks. */
@NullMarked
package com.stripe.absent;

import org.jspecify.annotations.NullMarked;
