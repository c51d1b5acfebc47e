/** What a run showed: collected while it runs, told line by line, summed up at its end and written to a file. */
package dev.holdfast.report;
