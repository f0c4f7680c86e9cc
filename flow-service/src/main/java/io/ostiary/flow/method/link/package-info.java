/**
 * Links with a token that works once, sent by mail. They are opened in a browser, whoever asked for
 * them.
 */
package io.ostiary.flow.method.link;
