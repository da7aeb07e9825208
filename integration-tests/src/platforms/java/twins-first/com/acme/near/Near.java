package com.acme.near;

import com.acme.twins.Port;

public abstract class Near implements Port {}
