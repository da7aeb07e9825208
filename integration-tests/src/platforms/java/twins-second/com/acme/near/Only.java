package com.acme.near;

public abstract class Only {}
