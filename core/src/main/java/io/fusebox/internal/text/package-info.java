/** Texts for people: knows nothing of breakers. Internal. */
@NullMarked
package io.fusebox.internal.text;

import org.jspecify.annotations.NullMarked;
