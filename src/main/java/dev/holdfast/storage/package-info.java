/** Where volumes come from: folders of the NFS server that are made by hand, as in the tutorial, or a storage class. */
package dev.holdfast.storage;
