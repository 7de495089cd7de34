package io.github.webhook4j.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Somebody between the inbox and its database, who can act at moments that chance would seldom hit. */
interface Between {

    /**
     * Before a call on a connection.
     *
     * @param call the SQL that is prepared, or else the method's name, such as {@code commit}
     */
    default void before(String call) throws SQLException {}

    /** After a call that has returned. */
    default void after(String call) throws SQLException {}

    /** Real connections, with this in between. */
    static DataSource on(DataSource real, Between between) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(() -> method.invoke(real, arguments));
            }
            between.before("getConnection");
            Connection connection = real.getConnection();
            return proxy(Connection.class, (self, inner, values) -> {
                String call = inner.getName().equals("prepareStatement") ? (String) values[0] : inner.getName();
                between.before(call);
                Object result = call(() -> inner.invoke(connection, values));
                between.after(call);
                return result;
            });
        });
    }

    /** A call by reflection. */
    @FunctionalInterface
    interface Reflected {
        Object call() throws IllegalAccessException, InvocationTargetException;
    }

    private static Object call(Reflected reflected) throws Throwable {
        try {
            return reflected.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Between.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
