-- Header cells say what they head, and a wide table scrolls inside a region that the keyboard reaches.

local function scoped(cells, scope)
  for _, cell in ipairs(cells) do
    cell.attr.attributes.scope = scope
  end
end

function Table(table)
  for _, row in ipairs(table.head.rows) do
    scoped(row.cells, "col")
  end
  for _, body in ipairs(table.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      scoped({ row.cells[1] }, "row")
    end
  end
  local name = pandoc.utils.stringify(table.caption.long)
  -- pairs, for the order of a Lua table's names differs between runs
  local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", name } }
  return pandoc.Div({ table }, pandoc.Attr("", { "tabell" }, attributes))
end
