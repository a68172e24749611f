// Boost.Asio's TLS, compiled once: the models of these tests may speak it.
#include <boost/asio/ssl/impl/src.hpp>
