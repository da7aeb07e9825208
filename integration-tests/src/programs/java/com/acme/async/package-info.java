/** Guarded methods whose calls end after they have returned, and what drives them. */
package com.acme.async;
