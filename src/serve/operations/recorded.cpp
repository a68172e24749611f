#include "serve/operations/recorded.hpp"

#include "base/ids.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace parlance::serve {

ask::Record new_record(const Services& with, const Call& call, QueryKind kind) {
    ask::Record record;
    record.id = new_id();
    record.kind = boost::describe::enum_to_string(kind, "sql");
    record.outcome = "failed";
    record.door = call.door_name;
    record.request_id = call.request_id;
    record.created_at = with.now();
    return record;
}

}  // namespace parlance::serve
