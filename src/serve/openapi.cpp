#include "serve/openapi.hpp"

#include "serve/problem.hpp"
#include "serve/row_encoder.hpp"

#include <boost/json/array.hpp>

namespace parlance::serve {

namespace {

namespace bj = boost::json;
using Place = Operation::Place;
using What = ReplyKind::What;

/// What a reply of rows looks like as JSON; the encoder writes it (`row_encoder.hpp`).
struct RowColumn {
    std::string name;
    std::string type;
    std::optional<bool> masked;
};
BOOST_DESCRIBE_STRUCT(RowColumn, (), (name, type, masked))

struct RowsReply {
    std::optional<std::string> id;
    std::optional<CacheShape> cache;
    std::vector<RowColumn> columns;
    std::vector<std::vector<bj::value>> rows;
    std::int64_t row_count = 0;
    bool truncated = false;
    double execution_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RowsReply, (), (id, cache, columns, rows, row_count, truncated, execution_ms))
constexpr auto notes(const RowsReply*) {
    using json::note;
    return std::array{
        note("", "The rows of a query. Numbers have all the digits that the database sent."),
        note("id", "Names the query in the history."),
        note("cache", "Where the rows come from, when the cache was asked."),
        note("rows", "One list per row, in the order of the columns."),
        note("truncated", "Whether a limit cut the result."),
    };
}

constexpr std::string_view about =
    "Ask your own databases in plain language, safely.\n\n"
    "Sign in with `POST /api/v1/auth/login` and send the access token as `Authorization: Bearer "
    "…`; programs send an API key there. "
    "The tenant of every call comes from the token. A member of a request that may be left out may "
    "also be `null`. What goes wrong comes back as `application/problem+json` (RFC 9457) with a "
    "stable `code`.";

/// The tags in the order in which a newcomer meets them; others follow.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> tags{{
    {"auth", "Signing in, sessions and people."},
    {"api-keys", "Keys with which programs sign in."},
    {"connections", "The databases of a tenant."},
    {"files", "Files that become databases."},
    {"queries", "Questions, SQL and results."},
    {"dashboards", "Charts that stay."},
    {"policies", "Who sees which rows and columns."},
    {"logs", "What was asked and what happened."},
    {"system", "The server itself."},
}};

bj::object content(std::string_view type, bj::value schema) {
    return bj::object{{type, bj::object{{"schema", std::move(schema)}}}};
}

bj::object described(std::string_view description, bj::object content) {
    return bj::object{{"description", description}, {"content", std::move(content)}};
}

bj::value parameter(const json::Field& field, Place place, json::Definitions& definitions) {
    bj::object out{
        {"name", field.name},
        {"in", place == Place::path ? "path" : "query"},
        {"required", place == Place::path || json::is_required(field)},
    };
    if (!field.note.says.empty()) out["description"] = field.note.says;
    out["schema"] = json::schema(field, definitions);
    return out;
}

bj::array parameters(const Operation& operation, json::Definitions& definitions) {
    bj::array out;
    if (operation.request == nullptr) return out;
    for (const json::Field& field : operation.request->fields) {
        const Place place = operation.place_of(field);
        if (place != Place::body) out.push_back(parameter(field, place, definitions));
    }
    return out;
}

/// The members that stand in the body: the whole struct, or what the path and the query leave.
bj::value body_schema(const Operation& operation, json::Definitions& definitions) {
    bj::object properties;
    bj::array required;
    for (const json::Field& field : operation.request->fields) {
        if (operation.place_of(field) != Place::body) continue;
        properties[field.name] = json::schema(field, definitions);
        if (json::is_required(field)) required.emplace_back(field.name);
    }
    if (properties.size() == operation.request->fields.size())
        return json::schema(*operation.request, definitions);
    bj::object out{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) out["required"] = std::move(required);
    out["additionalProperties"] = false;
    return out;
}

bj::object upload_body() {
    const bj::object bytes{{"type", "string"}, {"format", "binary"}};
    const bj::object form{
        {"type", "object"},
        {"properties", bj::object{{"file", bytes}}},
        {"required", bj::array{"file"}}
    };
    bj::object forms = content("application/octet-stream", bytes);
    forms["multipart/form-data"] = bj::object{{"schema", form}};
    return bj::object{{"required", true}, {"content", std::move(forms)}};
}

bj::object events(const Operation& operation, json::Definitions& definitions) {
    bj::object out;
    for (const EventKind& event : operation.facts.events)
        out[event.name] = json::schema(event.shape(), definitions);
    for (const ReplyKind& reply : operation.replies) {
        if (reply.what == What::value)
            out[operation.facts.last_event] = json::schema(reply.shape(), definitions);
    }
    out["error"] = json::schema(json::shape_of<Problem>(), definitions);
    return out;
}

/// The data of each event.
bj::value event_schema(const Operation& operation, json::Definitions& definitions) {
    bj::array all;
    for (const auto& event : events(operation, definitions))
        all.push_back(event.value());
    return bj::object{{"oneOf", std::move(all)}};
}

/// What an operation may answer with on success, by media type.
bj::object success_content(const Operation& operation, json::Definitions& definitions) {
    bj::array values;
    bj::object out;
    for (const ReplyKind& reply : operation.replies) {
        if (reply.what == What::value) values.push_back(json::schema(reply.shape(), definitions));
        if (reply.what == What::rows) {
            values.push_back(json::schema(json::shape_of<RowsReply>(), definitions));
            out["application/x-ndjson"] = bj::object{{"schema", bj::object{{"type", "string"}}}};
            for (const RowFormat each : {RowFormat::csv, RowFormat::markdown}) {
                const std::string_view type = RowEncoder::content_type(each);
                out[type.substr(0, type.find(';'))] =
                    bj::object{{"schema", bj::object{{"type", "string"}}}};
            }
            for (const RowFormat each : {RowFormat::xlsx, RowFormat::parquet})
                out[RowEncoder::content_type(each)] = bj::object{{"schema", bj::object{}}};
        }
        if (reply.what == What::file)
            out[operation.facts.file_type] = bj::object{{"schema", bj::object{{"type", "string"}}}};
    }
    if (values.size() == 1) out["application/json"] = bj::object{{"schema", values.front()}};
    if (values.size() > 1)
        out["application/json"] = bj::object{{"schema", bj::object{{"oneOf", std::move(values)}}}};
    if (!operation.facts.events.empty())
        out["text/event-stream"] = bj::object{{"schema", event_schema(operation, definitions)}};
    return out;
}

bj::object problem(std::string_view name) {
    return bj::object{{"$ref", "#/components/responses/" + std::string(name)}};
}

bj::object responses(const Operation& operation, json::Definitions& definitions) {
    bj::object out;
    bj::object forms = success_content(operation, definitions);
    const int status = forms.empty() ? 204 : operation.facts.status;
    const std::string_view phrase = phrase_of(status);
    out[std::to_string(status)] =
        forms.empty() ? bj::object{{"description", phrase}} : described(phrase, std::move(forms));
    if (operation.has_body()) out["400"] = problem("Malformed");
    if (operation.facts.access != Access::anyone) {
        out["401"] = problem("Unauthenticated");
        out["403"] = problem("Forbidden");
    }
    if (operation.facts.path.contains('{')) out["404"] = problem("NotFound");
    if (operation.request != nullptr) out["422"] = problem("Invalid");
    out["4XX"] = problem("Problem");
    out["5XX"] = problem("Problem");
    return out;
}

bj::array security(const Operation& operation) {
    if (operation.facts.access == Access::anyone) return {};
    return {bj::object{{"token", bj::array{}}}};
}

std::string_view name_of(Access access) {
    constexpr std::array<std::string_view, 6> names{
        "anyone", "signed_in", "read", "write", "admin", "owner"
    };
    return names[std::to_underlying(access)];
}

bj::object described_operation(const Operation& operation, json::Definitions& definitions) {
    const Facts& facts = operation.facts;
    bj::object out{
        {"operationId", facts.id},
        {"summary", facts.summary},
        {"tags", bj::array{facts.tag}},
        {"security", security(operation)},
        {"x-access", name_of(facts.access)},
    };
    bj::array given = parameters(operation, definitions);
    if (!given.empty()) out["parameters"] = std::move(given);
    if (facts.takes == Takes::upload) out["requestBody"] = upload_body();
    if (operation.has_body()) {
        bj::object body{{"required", true}};
        body["content"] = content("application/json", body_schema(operation, definitions));
        out["requestBody"] = std::move(body);
    }
    out["responses"] = responses(operation, definitions);
    if (!facts.events.empty()) out["x-events"] = events(operation, definitions);
    return out;
}

std::string lower_name(Method method) {
    std::string name(serve::name_of(method));
    std::ranges::transform(name, name.begin(), [](char each) {
        return static_cast<char>(each | 0x20);
    });
    return name;
}

bj::object problem_responses(json::Definitions& definitions) {
    const bj::value schema = json::schema(json::shape_of<Problem>(), definitions);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> all{{
        {"Malformed", "The request is no JSON, or no HTTP."},
        {"Unauthenticated", "Nobody is signed in, or the token does not hold."},
        {"Forbidden", "The person may not do this, or the guard refuses it."},
        {"NotFound", "It does not exist, or belongs to another tenant."},
        {"Invalid", "Members of the request are wrong; `errors` has all of them."},
        {"Problem", "It could not be served."},
    }};
    bj::object out;
    for (const auto& [name, description] : all)
        out[name] = described(description, content("application/problem+json", schema));
    return out;
}

bj::array used_tags(std::span<const Operation> operations) {
    bj::array out;
    for (const auto& [tag, description] : tags) {
        const bool used = std::ranges::any_of(operations, [&](const Operation& each) {
            return each.facts.tag == tag && each.facts.documented;
        });
        if (used) out.push_back(bj::object{{"name", tag}, {"description", description}});
    }
    return out;
}

bj::object info() {
    return bj::object{
        {"title", "Parlance"},
        {"version", PARLANCE_VERSION},
        {"description", about},
        {"license", bj::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}},
    };
}

bj::object components(json::Definitions& definitions) {
    bj::object responses = problem_responses(definitions);
    // Sorted, so that the committed document changes where the API does and nowhere else.
    std::map<std::string_view, const bj::value*> sorted;
    for (const auto& schema : definitions.schemas)
        sorted.emplace(schema.key(), &schema.value());
    bj::object schemas;
    for (const auto& [name, schema] : sorted)
        schemas[name] = *schema;
    const bj::object token{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    return bj::object{
        {"securitySchemes", bj::object{{"token", token}}},
        {"responses", std::move(responses)},
        {"schemas", std::move(schemas)},
    };
}

void indent(std::string& out, int depth) {
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
}

void write_pretty(std::string& out, const bj::value& value, int depth) {
    const bj::object* object = value.if_object();
    const bj::array* array = value.if_array();
    const bool empty =
        (object != nullptr && object->empty()) || (array != nullptr && array->empty());
    if (empty || (object == nullptr && array == nullptr)) return json::write(out, value);
    std::string_view before = object != nullptr ? "{" : "[";
    const auto begin_item = [&] {
        out += before;
        before = ",";
        indent(out, depth + 1);
    };
    if (object != nullptr) {
        for (const auto& member : *object) {
            begin_item();
            json::quote(out, member.key());
            out += ": ";
            write_pretty(out, member.value(), depth + 1);
        }
    } else {
        for (const bj::value& item : *array) {
            begin_item();
            write_pretty(out, item, depth + 1);
        }
    }
    indent(out, depth);
    out += object != nullptr ? '}' : ']';
}

}  // namespace

bj::object openapi(std::span<const Operation> operations) {
    json::Definitions definitions;
    std::map<std::string_view, bj::object> sorted;
    for (const Operation& operation : operations) {
        if (!operation.facts.http || !operation.facts.documented) continue;
        sorted[operation.facts.path][lower_name(operation.facts.method)] =
            described_operation(operation, definitions);
    }
    bj::object paths;
    for (auto& [path, item] : sorted)
        paths[path] = std::move(item);
    return bj::object{
        {"openapi", "3.1.0"},
        {"info", info()},
        {"servers", bj::array{bj::object{{"url", "/"}, {"description", "This server."}}}},
        {"tags", used_tags(operations)},
        {"paths", std::move(paths)},
        {"components", components(definitions)},
    };
}

std::string openapi_text(std::span<const Operation> operations) {
    std::string out;
    write_pretty(out, openapi(operations), 0);
    out += '\n';
    return out;
}

}  // namespace parlance::serve
