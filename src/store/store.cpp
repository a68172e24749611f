#include "store/store.hpp"

namespace parlance::store {

Task<void> Store::committed(Database::Job job) {
    auto initiate = [this, job = std::move(job)](auto handler) mutable {
        auto home = boost::asio::prefer(
            boost::asio::get_associated_executor(handler),
            boost::asio::execution::outstanding_work.tracked
        );
        auto done = [handler = std::move(handler),
                     home = std::move(home)](std::exception_ptr failed) mutable {
            auto resume = [handler = std::move(handler), failed]() mutable {
                std::move(handler)(failed);
            };
            boost::asio::post(home, std::move(resume));
        };
        database_.submit(std::move(job), std::move(done));
    };
    co_await boost::asio::
        async_initiate<decltype(boost::asio::use_awaitable), void(std::exception_ptr)>(
            std::move(initiate), boost::asio::use_awaitable
        );
}

}  // namespace parlance::store
