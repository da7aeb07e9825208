/** What the programs call and the tests guard: every kind of class, method and body that Java has. */
package com.acme.subject;
