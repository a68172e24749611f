#pragma once

#include "base/task.hpp"
#include "catalog/view.hpp"
#include "serve/mcp/resources.hpp"
#include "serve/mcp/server.hpp"
#include "serve/mcp/turn.hpp"

#include <string>

/// Resources that tell what the catalog keeps of a source: figures of values, and what changed.
namespace parlance::serve::mcp {

/// The profile of a table as one JSON; as much of it as the caller may see. Throws `Error`
/// (not_found, `table_not_found`), and what keeps it from being counted.
Task<std::string> profile_text(Server& server, const Turn& turn, const Address& address);

/// Which columns of the source point at which.
Task<std::string> joins_text(Server& server, const Turn& turn, const Address& address);

/// What the latest looks at the schema found to have changed, newest first. Administrators also
/// read what that broke; everybody else of what they still see, without former names.
Task<std::string> changes_text(Server& server, const Turn& turn, const catalog::View& view);

}  // namespace parlance::serve::mcp
