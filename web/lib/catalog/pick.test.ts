import { describe, expect, it } from 'vitest';
import { isTaken, means, pickText, toggled } from './pick';

const orders = { schema: 'sales', name: 'orders' };
const staff = { schema: 'hr', name: 'staff' };
const all = { include: [], exclude: [] };

describe('which tables are taken', () => {
  it('reads patterns as the server does', () => {
    expect(means('ORD*', orders)).toBe(true);
    expect(means('sales.*', orders)).toBe(true);
    expect(means('*.ord??s', orders)).toBe(true);
    expect(means('orders', { schema: 'x', name: 'orders_old' })).toBe(false);
    expect(means('hr.*', orders)).toBe(false);
    expect(means('a+b(c', { schema: 's', name: 'a+b(c' })).toBe(true);
  });

  it('puts one table in and out', () => {
    const without = toggled(staff, all);
    expect(without).toEqual({ include: [], exclude: ['hr.staff'] });
    expect(toggled(staff, without)).toEqual(all);
    const only = { include: ['sales.*'], exclude: [] };
    expect(toggled(staff, only)).toEqual({ include: ['sales.*', 'hr.staff'], exclude: [] });
    expect(toggled(orders, only)).toEqual({ include: ['sales.*'], exclude: ['sales.orders'] });
    expect(isTaken(orders, toggled(orders, { include: ['sales.orders'], exclude: [] }))).toBe(false);
  });

  it('counts what is taken', () => {
    expect(pickText([orders, staff], all)).toBe('All 2 tables are taken');
    expect(pickText([orders, staff], { include: [], exclude: ['hr.*'] })).toBe('1 of 2 tables are taken');
  });
});
