/**
 * Where volumes come from: folders of the NFS server that are made by hand, as in the tutorial, or a storage class. Calls a
 * cluster only.
 */
package dev.holdfast.storage;
