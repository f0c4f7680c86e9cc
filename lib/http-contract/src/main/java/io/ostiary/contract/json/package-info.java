/** The suite's one JSON mapper, and how REST endpoints use it. */
package io.ostiary.contract.json;
