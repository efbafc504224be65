-- How a document lies on its pages, for the formats that have any: widths of columns, what stands together,
-- and notes under tables. Each format says in FORMS how it writes a part.

-- in ems of a table's letters: a page, by how wide each format's letters are, and what a cell has around its text
local PAGES = { typst = 49, docx = 43 }
local PAGE = PAGES[FORMAT]
local PADDING = 1.4
local STEP = 0.5
-- a longer word may be hyphenated, rather than taking the room of everything else
local LONGEST_WORD = FORMAT == "typst" and 10 or 12
local LONG_WORD = 20
-- lines are not filled to their end
local RAGGED = 1.1
-- a row with a longer text may be divided between pages
local TALL = 1200
-- in points: a line of a table, what a row has around its text, and the table that stands whole on a page
local LINE, AROUND, WHOLE = 11, 7, 140
-- a shorter paragraph says too little to stand with its heading at the foot of a page
local SHORT = 160
-- so much text under a heading is enough to stand there without the table that comes after
local ENOUGH = 240
local MOST_KEPT = 3
-- a shorter list stands whole, with what leads to it
local SHORT_LIST = 700

local NARROW, WIDE = {}, {}
for _, code in utf8.codes("ijlftrI.,:;'|!()[]-/·” ") do
  NARROW[code] = true
end
for _, code in utf8.codes("mwMW%@—–…") do
  WIDE[code] = true
end

local function letter(code)
  if NARROW[code] then
    return 0.29
  elseif WIDE[code] then
    return 0.8
  elseif code >= 0x2190 then
    return 1.25
  elseif code >= 0x61 or (code >= 0x30 and code <= 0x39) then
    return 0.5
  end
  return 0.58
end

local function long(text)
  local width = 0
  for _, code in utf8.codes(text, true) do
    width = width + letter(code)
  end
  return width
end

local function longest_word(text)
  local longest = 0
  for word in text:gmatch("[^%s/]+") do
    longest = math.max(longest, long(word))
  end
  return math.min(longest, LONGEST_WORD)
end

-- one column: the lengths of its texts, the least it needs, and what lets every text stand on one line
local function measured(texts)
  local column = { lengths = {}, width = 0, wanted = 0 }
  for row, text in ipairs(texts) do
    local bold = row == 1 and 1.08 or 1
    column.lengths[row] = long(text) * bold
    column.width = math.max(column.width, longest_word(text) * bold + PADDING)
    column.wanted = math.max(column.wanted, long(text) * bold + PADDING)
  end
  return column
end

-- how high a column makes its rows, where a row of many lines counts for more than several of few
local function height(column, width)
  local total = 0
  for _, length in ipairs(column.lengths) do
    local room = width - PADDING
    local lines = length <= room and 1 or length * RAGGED / room
    total = total + lines ^ 2
  end
  return total
end

local function gain(column)
  local more = math.min(column.width + STEP, column.wanted)
  column.more = more
  column.gain = more > column.width and height(column, column.width) - height(column, more) or 0
end

-- gives what is left of the page, step by step, to the column where it saves the most
local function shared(columns)
  local left = PAGE
  for _, column in ipairs(columns) do
    left = left - column.width
    gain(column)
  end
  while left > 0 do
    local best = columns[1]
    for _, column in ipairs(columns) do
      best = column.gain > best.gain and column or best
    end
    if best.gain <= 0 then
      break
    end
    local more = math.min(best.more - best.width, left)
    left, best.width = left - more, best.width + more
    gain(best)
  end
end

-- about how high the table is
local function standing(columns)
  local total = 0
  for row = 1, #columns[1].lengths do
    local lines = 1
    for _, column in ipairs(columns) do
      local length, room = column.lengths[row] or 0, column.width - PADDING
      lines = math.max(lines, length <= room and 1 or math.ceil(length * RAGGED / room))
    end
    total = total + lines * LINE + AROUND
  end
  return total
end

local function texts(table)
  local columns, tall = {}, false
  local function add(rows)
    for _, row in ipairs(rows) do
      for index, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        tall = tall or #text > TALL
        columns[index] = columns[index] or {}
        columns[index][#columns[index] + 1] = text
      end
    end
  end
  add(table.head.rows)
  for _, body in ipairs(table.bodies) do
    add(body.body)
  end
  return columns, tall
end

local function sized(table)
  local found, tall = texts(table)
  local columns, wanted, least = {}, 0, 0
  for index, each in ipairs(found) do
    columns[index] = measured(each)
    wanted, least = wanted + columns[index].wanted, least + columns[index].width
  end
  if wanted <= PAGE then
    for _, column in ipairs(columns) do
      column.width = column.wanted
    end
  elseif least < PAGE then
    shared(columns)
  end
  for index, column in ipairs(columns) do
    local width = least > PAGE and column.width / least or column.width / PAGE
    table.colspecs[index] = { table.colspecs[index][1], width }
  end
  return { tall = tall, whole = not tall and standing(columns) <= WHOLE }
end

local function typst(before, block, after)
  return { pandoc.RawBlock("typst", before), block, pandoc.RawBlock("typst", after) }
end

local function styled(name, block)
  return pandoc.Div({ block }, pandoc.Attr("", {}, { { "custom-style", name } }))
end

-- a long word in a table, which may be hyphenated: a rule for it in Typst costs seconds
local function divisible(block)
  return block:walk({
    Str = function(word)
      if (utf8.len(word.text) or 0) < LONG_WORD or word.text:find("[%d/.:_@-]") then
        return nil
      end
      return { pandoc.RawInline("typst", "#avstavat["), word, pandoc.RawInline("typst", "]") }
    end,
  })
end

-- each writes a table with its note, which may be nil, and a paragraph that stays with what follows it
local FORMS = {
  -- a table that may be divided has its note under its name, where a reader sees it on the first of its pages
  typst = {
    table = function(block, size, note)
      local whole = pandoc.List()
      if note and not size.whole then
        local said = pandoc.Inlines({ pandoc.RawInline("typst", "#anmarkning[") })
        said:extend(note.content[1].content)
        said:insert(pandoc.RawInline("typst", "]"))
        block.caption.long:insert(pandoc.Plain(said))
      elseif note then
        whole = typst("#anmarkning[", pandoc.Plain(note.content[1].content), "]")
      end
      block = divisible(block)
      local told = ("#tabell(hel: %s, delbar: %s, foljs: %s)["):format(size.whole, size.tall, #whole > 0)
      local made = pandoc.List(typst(told, block, "]"))
      made:extend(whole)
      return made
    end,
    kept = function(block)
      return typst("#hallihop[", block, "]")
    end,
    whole = function(blocks, last)
      local made = pandoc.List({ pandoc.RawBlock("typst", ("#helt(sist: %s)["):format(last)) })
      made:extend(blocks)
      made:insert(pandoc.RawBlock("typst", "]"))
      return made
    end,
  },
  docx = {
    table = function(block, _, note)
      return note and { block, styled("Table Note", pandoc.Para(note.content[1].content)) } or { block }
    end,
    kept = function(block)
      return { styled("KvalitetKvar", block) }
    end,
    whole = function(blocks)
      return #blocks == 1 and blocks or { styled("KvalitetKvar", blocks[1]), blocks[2] }
    end,
  },
}

-- the note of a table, which stands right after it
local function note_after(block)
  local only = block ~= nil and block.tag == "Para" and #block.content == 1
  return only and block.content[1].tag == "Emph" and block or nil
end

local function is_drawn(block)
  return block.tag == "Table" or (block.tag == "RawBlock" and not block.text:find("nnehall", 1, true))
end

local function size(block)
  return block.tag == "Para" and utf8.len(pandoc.utils.stringify(block)) or nil
end

-- whether a paragraph names what comes after it
local function leads(block)
  if block.tag ~= "Para" then
    return false
  end
  local last = block.content[#block.content]
  return (last.tag == "Str" and last.text:sub(-1) == ":") or (#block.content == 1 and last.tag == "Strong")
end

-- the paragraphs that must not stand without what follows them
local function kept(blocks)
  local found, level = {}, 0
  for index, block in ipairs(blocks) do
    if block.tag == "Header" then
      level = block.level
      local last, said = index + 1, 0
      while last - index <= MOST_KEPT and blocks[last] and size(blocks[last]) and said <= ENOUGH do
        said, last = said + size(blocks[last]), last + 1
      end
      local whole = said <= ENOUGH and blocks[last] and is_drawn(blocks[last])
      for each = index + 1, last - 1 do
        found[each] = whole or (each == index + 1 and size(blocks[each]) < SHORT)
      end
    elseif leads(block) then
      found[index] = true
    end
    local after = blocks[index + 1]
    -- what the end or the next section follows leads to nothing
    if found[index] and (after == nil or (after.tag == "Header" and after.level <= level)) then
      found[index] = false
    end
  end
  return found
end

local function is_short_list(block)
  local is_list = block ~= nil and (block.tag == "BulletList" or block.tag == "OrderedList")
  return is_list and #pandoc.utils.stringify(block) < SHORT_LIST
end

-- the blocks that stand whole from here on: a short list and what leads to it, or the last paragraph of all
local function together(blocks, index)
  local block, after = blocks[index], blocks[index + 1]
  if leads(block) and is_short_list(after) then
    return { block, after }
  elseif is_short_list(block) or (after == nil and size(block)) then
    return { block }
  end
  return nil
end

-- nothing in a PDF points at a heading by name, and a name of a heading's letters may be none that Typst knows
local function nameless(header)
  header.identifier = ""
  return header
end

function Pandoc(document)
  local form = FORMS[FORMAT]
  document = FORMAT == "typst" and document:walk({ Header = nameless }) or document
  local blocks, stay = pandoc.List(), kept(document.blocks)
  local index, last = 1, #document.blocks
  while index <= last do
    local block = document.blocks[index]
    local note = block.tag == "Table" and note_after(document.blocks[index + 1]) or nil
    local whole = together(document.blocks, index)
    if block.tag == "Table" then
      blocks:extend(form.table(block, sized(block), note))
    elseif whole then
      blocks:extend(form.whole(whole, index + #whole > last))
    else
      blocks:extend(stay[index] and form.kept(block) or { block })
    end
    index = index + (note and 2 or whole and #whole or 1)
  end
  document.blocks = blocks
  return document
end
