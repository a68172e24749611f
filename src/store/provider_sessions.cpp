#include "store/provider_sessions.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "id_token";

}  // namespace

void put_provider_session(
    Writer& writer,
    Ledger& ledger,
    System,
    std::string_view tenant_id,
    std::string_view session_id,
    const ProviderSession& session
) {
    const std::string sealed =
        ledger.seal(writer, tenant_id, session_id, field, session.id_token.reveal());
    writer.run(
        "INSERT INTO provider_sessions (session_id, tenant_id, provider_id, sealed) "
        "VALUES (:session, :tenant, :provider, :sealed)",
        {{"session", session_id},
         {"tenant", tenant_id},
         {"provider", session.provider_id},
         {"sealed", sealed}}
    );
}

std::optional<ProviderSession>
take_provider_session(Writer& writer, Ledger& ledger, const Principal& who) {
    const Parameters place{{"tenant", who.tenant_id}, {"session", who.session_id}};
    const std::optional<Row> row = writer.row(
        "SELECT provider_id, sealed FROM provider_sessions "
        "WHERE tenant_id = :tenant AND session_id = :session",
        place
    );
    if (!row) return std::nullopt;
    writer.run(
        "DELETE FROM provider_sessions WHERE tenant_id = :tenant AND session_id = :session", place
    );
    return ProviderSession{
        row->text("provider_id"),
        ledger.open(writer, who.tenant_id, who.session_id, field, row->text("sealed"))
    };
}

}  // namespace parlance::store
