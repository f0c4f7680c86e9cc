/**
 * Reads the manifests as Kubernetes would, only stricter, and checks that they fit together and
 * agree with the route table. No cluster is needed.
 */
package io.ostiary.k8s;
