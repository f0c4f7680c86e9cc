/** One-time codes of six digits, sent by mail or SMS. */
package io.ostiary.flow.method.code;
