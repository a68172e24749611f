#include "connectors/failures.hpp"

namespace parlance::connectors {

Error cancelled() {
    return {Failure::cancelled, "query_cancelled", "The query was stopped."};
}

Error timed_out() {
    return {
        Failure::timeout,
        "query_timeout",
        "The query took longer than its time limit and was stopped. Ask for less, or filter more."
    };
}

Error busy() {
    return Error(
               Failure::busy,
               "connection_busy",
               "All connections to this database are in use. Try again in a moment."
    )
        .retry_after(1);
}

Error gone() {
    return {
        Failure::upstream,
        "database_gone",
        "The database ended the connection while the query ran. Try again."
    };
}

Error unreachable() {
    return {
        Failure::upstream,
        "database_unreachable",
        "The database could not be reached. Test the connection to see why."
    };
}

Error schema_changed() {
    return {
        Failure::upstream,
        "database_schema_changed",
        "The database no longer has a table, column or function that the query names. Refresh the "
        "connection and ask again."
    };
}

Error bad_values() {
    return {
        Failure::upstream,
        "query_bad_values",
        "The database could not compute the query: a value does not fit (a division by zero, a "
        "cast that fails, a number out of range)."
    };
}

Error not_permitted() {
    return {
        Failure::upstream,
        "database_permission",
        "The account of this connection may not read what the query needs. Test the connection to "
        "see its rights."
    };
}

Error out_of_resources() {
    return {
        Failure::upstream,
        "database_resources",
        "The database ran out of memory, disk or connections for this query."
    };
}

Error broken_file() {
    return {
        Failure::upstream,
        "database_file_broken",
        "The database file is damaged or of another format."
    };
}

Error database_failed() {
    return {Failure::upstream, "database_failed", "The database could not run the query."};
}

}  // namespace parlance::connectors
