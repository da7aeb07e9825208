/** Programs of another age. */
package com.acme.vintage;
