package io.ostiary.gateway.proxy;

/**
 * Memory that requests may take at once.
 *
 * @param bodies large bodies on their way to the services
 * @param requests headers and small bodies that are held until the answer
 */
record Budgets(BodyBudget bodies, BodyBudget requests) {}
