/** Classes that take their time to be loaded. */
package com.acme.slow;
