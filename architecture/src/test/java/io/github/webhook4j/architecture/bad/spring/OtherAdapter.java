package io.github.webhook4j.architecture.bad.spring;

/** What another adapter must not see. */
public class OtherAdapter {}
