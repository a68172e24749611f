#pragma once

#include "serve/mcp/calls.hpp"
#include "serve/mcp/extension.hpp"
#include "serve/mcp/handles.hpp"
#include "serve/mcp/tools.hpp"
#include "serve/mcp/turn.hpp"
#include "serve/operation.hpp"
#include "serve/services.hpp"

#include <memory>
#include <span>

namespace parlance::serve::mcp {

/// Answers the requests of both eras, whatever brings them: HTTP or a pair of pipes. Keeps nothing
/// between two requests. Safe from every thread.
class Server {
public:
    Server(Services& with, std::span<const Operation> operations);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// What `turn` asks for. Throws `RpcError`.
    Task<Result> answer(Turn& turn);

    /// What runs, so that it can be cancelled.
    [[nodiscard]] Calls& calls() noexcept { return calls_; }
    [[nodiscard]] Services& services() const noexcept { return with_; }
    [[nodiscard]] const std::shared_ptr<Extension>& extension() const noexcept {
        return with_.mcp_extension;
    }

private:
    using Answerer = Task<Result> (Server::*)(Turn&);
    struct Known {
        std::string_view method;
        Answerer answer;
    };
    [[nodiscard]] static std::span<const Known> known(Era era);

    Task<Result> discover(Turn& turn);
    Task<Result> initialize(Turn& turn);
    Task<Result> nothing(Turn& turn);
    Task<Result> set_level(Turn& turn);
    Task<Result> subscribe(Turn& turn);
    Task<Result> list_tools(Turn& turn);
    Task<Result> call_tool(Turn& turn);
    Task<Result> list_resources(Turn& turn);
    Task<Result> list_templates(Turn& turn);
    Task<Result> read_resource(Turn& turn);
    Task<Result> list_prompts(Turn& turn);
    Task<Result> get_prompt(Turn& turn);
    Task<Result> complete(Turn& turn);
    Task<Result> listen(Turn& turn);

    Services& with_;
    Tools tools_;
    Calls calls_;
};

}  // namespace parlance::serve::mcp
