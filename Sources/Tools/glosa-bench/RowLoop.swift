/// What the set-based function is compared with: the same checks and the same tables, event by event.
enum RowLoop {
  static let function = "row_loop.ingest"

  /// Makes it, with tables of its own that have the ledger's columns, constraints and indexes.
  static let sql = """
    CREATE SCHEMA row_loop;
    CREATE TABLE row_loop.xp_events (LIKE public.xp_events INCLUDING ALL);
    CREATE TABLE row_loop.xp_totals (LIKE public.xp_totals INCLUDING ALL);
    CREATE FUNCTION row_loop.apply() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO row_loop.xp_totals AS t (student_id, total_xp, games_played, last_game_type, updated_at, version)
      VALUES (NEW.student_id, NEW.delta, 1, NEW.kind, NEW.received_at, 1)
      ON CONFLICT (student_id) DO UPDATE SET
        total_xp = t.total_xp + excluded.total_xp, games_played = t.games_played + 1,
        last_game_type = excluded.last_game_type, updated_at = excluded.updated_at, version = t.version + 1;
      RETURN NULL;
    END $$;
    CREATE TRIGGER apply AFTER INSERT ON row_loop.xp_events FOR EACH ROW EXECUTE FUNCTION row_loop.apply();
    CREATE FUNCTION row_loop.ingest(events jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
      event jsonb;
      accepted jsonb := '[]';
      total row_loop.xp_totals;
    BEGIN
      FOR event IN SELECT value FROM jsonb_array_elements(events) LOOP
        INSERT INTO row_loop.xp_events (id, student_id, kind, delta, word_set_id, homework_id, created_at, metadata)
        VALUES (
          (event ->> 'id')::uuid, (event ->> 'student_id')::uuid, event ->> 'kind', (event ->> 'delta')::integer,
          (event ->> 'word_set_id')::uuid, (event ->> 'homework_id')::uuid, (event ->> 'created_at')::timestamptz,
          coalesce(event -> 'metadata', '{}'))
        ON CONFLICT (id) DO NOTHING;
        accepted := accepted || (event -> 'id');
      END LOOP;
      SELECT * INTO total FROM row_loop.xp_totals WHERE student_id = (events -> 0 ->> 'student_id')::uuid;
      RETURN jsonb_build_object('accepted_ids', accepted, 'total_xp', total.total_xp,
        'games_played', total.games_played, 'version', total.version);
    END $$;
    GRANT USAGE ON SCHEMA row_loop TO service_role;
    GRANT EXECUTE ON FUNCTION row_loop.ingest(jsonb) TO service_role;
    """
}
