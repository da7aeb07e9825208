/** What the core needs from the JDK and differs between its versions or has no API. Knows no other package. */
@NullMarked
package io.fusebox.internal.jdk;

import org.jspecify.annotations.NullMarked;
