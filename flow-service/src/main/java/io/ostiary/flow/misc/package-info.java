/** What the contract has beside flows: health, version, scripts, metrics. */
package io.ostiary.flow.misc;
