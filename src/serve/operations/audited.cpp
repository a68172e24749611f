#include "serve/operations/audited.hpp"

namespace parlance::serve {

void audit_connection(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    const std::string& connection_id
) {
    store::AuditEntry entry;
    entry.door = call.door_name;
    entry.action = action;
    entry.outcome = "done";
    if (!connection_id.empty()) entry.connection_id = connection_id;
    entry.request_id = call.request_id;
    store::append_audit(writer, ledger, call.who(), entry);
}

}  // namespace parlance::serve
