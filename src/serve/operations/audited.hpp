#pragma once

#include "serve/call.hpp"
#include "store/audit.hpp"

#include <string>
#include <string_view>

namespace parlance::serve {

/// Writes into the audit log, within the transaction of the change itself, what the one who calls
/// did to a connection.
void audit_connection(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    const std::string& connection_id
);

/// The same of a dashboard; `what` is its title, with what else tells it apart.
void audit_dashboard(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    const std::string& what
);

}  // namespace parlance::serve
