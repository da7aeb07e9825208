package com.acme.shapes;

/** An annotation of the application, gone at run time. */
@interface Remote {}
