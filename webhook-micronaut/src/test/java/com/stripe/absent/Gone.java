package com.stripe.absent;

/** Stands for a class of stripe-java, which is not on the class path here: what loads handlers without it does not find it. */
public final class Gone {}
