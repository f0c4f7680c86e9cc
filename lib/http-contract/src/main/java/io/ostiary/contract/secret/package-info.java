/**
 * Sealing of data that passes between services and through tables: message data, above all codes
 * and links.
 */
package io.ostiary.contract.secret;
