#include "serve/operations/audited.hpp"

namespace parlance::serve {

namespace {

store::AuditEntry done(const Call& call, std::string_view action) {
    store::AuditEntry entry;
    entry.door = call.door_name;
    entry.action = action;
    entry.outcome = "done";
    entry.request_id = call.request_id;
    return entry;
}

}  // namespace

void audit_connection(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    const std::string& connection_id
) {
    store::AuditEntry entry = done(call, action);
    if (!connection_id.empty()) entry.connection_id = connection_id;
    store::append_audit(writer, ledger, call.who(), entry);
}

void audit_dashboard(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    const std::string& what
) {
    store::AuditEntry entry = done(call, action);
    entry.question = what;
    store::append_audit(writer, ledger, call.who(), entry);
}

}  // namespace parlance::serve
