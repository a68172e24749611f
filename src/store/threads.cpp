#include "store/threads.hpp"

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/shape.hpp"
#include "store/sealed_pages.hpp"

#include <boost/describe.hpp>

#include <algorithm>

namespace parlance::store {

namespace {

constexpr std::string_view title_field = "thread";
constexpr std::string_view question_field = "open_question";
constexpr int open_max = 100;

/// Pages go by `created_at`: here that is when something was last asked.
const std::string own_threads =
    "SELECT id, sealed, created_at AS begun_at, updated_at AS created_at FROM threads "
    "WHERE tenant_id = :tenant AND user_id = :user ";

/// What of an open question is sealed.
struct Content {
    std::string connection_id;
    std::string question;
};
BOOST_DESCRIBE_STRUCT(Content, (), (connection_id, question))

Parameters own(const Principal& who) {
    return {{"tenant", who.tenant_id}, {"user", who.user_id}};
}

Parameters own(const Principal& who, std::string_view id) {
    Parameters values = own(who);
    values.emplace_back("id", id);
    return values;
}

Thread opened(Reader& reader, Ledger& ledger, const Principal& who, const Row& row) {
    std::string id = row.text("id");
    const Secret title = ledger.open(reader, who.tenant_id, id, title_field, row.text("sealed"));
    return {
        .id = std::move(id),
        .title = std::string(title.reveal()),
        .created_at = row.instant("begun_at"),
        .updated_at = row.instant("created_at")
    };
}

std::vector<Row> rows_from(Reader& reader, const Principal& who, const Cursor& cursor, int wanted) {
    Parameters values = own(who, cursor.id);
    values.emplace_back("at", cursor.at);
    values.emplace_back("wanted", wanted);
    return reader.rows(
        own_threads +
            "AND (updated_at, id) < (:at, :id) ORDER BY updated_at DESC, id DESC LIMIT :wanted",
        values
    );
}

std::string sealed(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
) {
    return ledger.seal(writer, who.tenant_id, id, title_field, title);
}

bool retitle(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
) {
    Parameters values = own(who, id);
    values.emplace_back("sealed", sealed(writer, ledger, who, id, title));
    return writer.run(
               "UPDATE threads SET sealed = :sealed "
               "WHERE tenant_id = :tenant AND user_id = :user AND id = :id",
               values
           ) > 0;
}

void insert(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    const std::string& id,
    std::string_view title
) {
    Parameters values = own(who, id);
    values.emplace_back("at", system_now());
    values.emplace_back("sealed", sealed(writer, ledger, who, id, title));
    writer.run(
        "INSERT INTO threads (id, tenant_id, user_id, created_at, updated_at, sealed) "
        "VALUES (:id, :tenant, :user, :at, :at, :sealed)",
        values
    );
}

void touch(Writer& writer, const Principal& who, std::string_view id, Instant at) {
    Parameters values = own(who, id);
    values.emplace_back("at", at);
    writer.run(
        "UPDATE threads SET updated_at = :at "
        "WHERE tenant_id = :tenant AND user_id = :user AND id = :id",
        values
    );
}

}  // namespace

Thread keep_thread(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
) {
    const std::string its_id = id.empty() ? new_id() : std::string(id);
    if (id.empty() || !retitle(writer, ledger, who, its_id, title))
        insert(writer, ledger, who, its_id, title);
    return thread(writer, ledger, who, its_id);
}

Page<Thread> threads(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view text
) {
    const auto make = [&](const Row& row) { return opened(reader, ledger, who, row); };
    if (text.empty()) {
        const Cursor cursor = Cursor::read(page.before);
        return page_of(rows_from(reader, who, cursor, rows_wanted(page)), page, make);
    }
    const auto fetch = [&](const Cursor& cursor, int wanted) {
        return rows_from(reader, who, cursor, wanted);
    };
    const auto fits = [wanted = lower(text)](const Thread& each) {
        return mentions(each.title, wanted);
    };
    return search_pages(page, fetch, make, fits);
}

Thread thread(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id) {
    const std::optional<Row> row = reader.row(own_threads + "AND id = :id", own(who, id));
    if (!row) throw_not_found("thread");
    return opened(reader, ledger, who, *row);
}

bool is_thread(Reader& reader, const Principal& who, std::string_view id) {
    return reader.row(own_threads + "AND id = :id", own(who, id)).has_value();
}

void rename_thread(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
) {
    if (!retitle(writer, ledger, who, id, title)) throw_not_found("thread");
}

void remove_thread(Writer& writer, const Principal& who, std::string_view id) {
    const std::string of_own = " WHERE tenant_id = :tenant AND user_id = :user AND ";
    if (writer.run("DELETE FROM threads" + of_own + "id = :id", own(who, id)) == 0)
        throw_not_found("thread");
    writer.run("DELETE FROM open_questions" + of_own + "thread_id = :id", own(who, id));
}

void open_question(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view thread_id,
    const OpenQuestion& asked
) {
    const std::string text = json::to_text(Content{asked.connection_id, asked.question});
    Parameters values = own(who, asked.id);
    values.emplace_back("thread", thread_id);
    values.emplace_back("at", asked.created_at);
    values.emplace_back(
        "sealed", ledger.seal(writer, who.tenant_id, asked.id, question_field, text)
    );
    writer.run(
        "INSERT INTO open_questions (id, tenant_id, user_id, thread_id, created_at, sealed) "
        "VALUES (:id, :tenant, :user, :thread, :at, :sealed)",
        values
    );
    touch(writer, who, thread_id, asked.created_at);
}

std::vector<OpenQuestion>
open_questions(Reader& reader, Ledger& ledger, const Principal& who, std::string_view thread_id) {
    Parameters values = own(who, thread_id);
    values.emplace_back("most", open_max);
    std::vector<OpenQuestion> all;
    const auto rows = reader.rows(
        "SELECT id, created_at, sealed FROM open_questions "
        "WHERE tenant_id = :tenant AND user_id = :user AND thread_id = :id "
        "ORDER BY created_at DESC, id DESC LIMIT :most",
        values
    );
    for (const Row& row : rows) {
        std::string id = row.text("id");
        const Secret text =
            ledger.open(reader, who.tenant_id, id, question_field, row.text("sealed"));
        auto content = json::read<Content>(text.reveal());
        all.push_back(
            {std::move(id),
             std::move(content.connection_id),
             std::move(content.question),
             row.instant("created_at")}
        );
    }
    std::ranges::reverse(all);
    return all;
}

void close_question(Writer& writer, const Principal& who, std::string_view query_id) {
    writer.run(
        "DELETE FROM open_questions WHERE tenant_id = :tenant AND user_id = :user AND id = :id",
        own(who, query_id)
    );
}

}  // namespace parlance::store
