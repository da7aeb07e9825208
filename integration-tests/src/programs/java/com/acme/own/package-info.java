/** What a program may put in the place of parts of the JDK, if nobody has used those before it. */
package com.acme.own;
