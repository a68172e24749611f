#include "store/transcripts.hpp"

namespace parlance::store {

namespace {

constexpr std::string_view field = "transcript";

std::string
opened(Reader& reader, Ledger& ledger, std::string_view query_id, const std::optional<Row>& row) {
    if (!row) throw_not_found("transcript");
    const std::string tenant = row->text("tenant_id");
    const Secret text = ledger.open(reader, tenant, query_id, field, row->text("sealed"));
    return std::string(text.reveal());
}

}  // namespace

void keep_transcript(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id,
    std::string_view text
) {
    writer.run(
        "INSERT INTO transcripts (query_id, tenant_id, created_at, sealed) "
        "VALUES (:query, :tenant, :at, :sealed)",
        {{"query", query_id},
         {"tenant", who.tenant_id},
         {"at", system_now()},
         {"sealed", ledger.seal(writer, who.tenant_id, query_id, field, text)}}
    );
}

std::string
transcript(Reader& reader, Ledger& ledger, const Principal& who, std::string_view query_id) {
    return opened(
        reader,
        ledger,
        query_id,
        reader.row(
            "SELECT tenant_id, sealed FROM transcripts "
            "WHERE tenant_id = :tenant AND query_id = :query",
            {{"tenant", who.tenant_id}, {"query", query_id}}
        )
    );
}

std::string transcript(Reader& reader, Ledger& ledger, System, std::string_view query_id) {
    return opened(
        reader,
        ledger,
        query_id,
        reader.row(
            "SELECT tenant_id, sealed FROM transcripts WHERE query_id = :query",
            {{"query", query_id}}
        )
    );
}

}  // namespace parlance::store
